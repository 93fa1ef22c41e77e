// Reads a document, and says what is wrong with it: by the meta-schema, and, where it refers to no type from within that type, which the
// package does not follow, with all references resolved and one call checked.
const { readFileSync } = require('node:fs');
const { MethodCallValidator, parseOpenRPCDocument, validateOpenRPCDocument } = require('@open-rpc/schema-utils-js');

const [, , file, dereference, method, good, bad] = process.argv;

async function main() {
  const document = JSON.parse(readFileSync(file, 'utf8'));
  const verdict = validateOpenRPCDocument(document);
  if (verdict !== true) {
    throw verdict;
  }

  if (dereference === 'true') {
    const resolved = await parseOpenRPCDocument(document, { dereference: true });
    const schemas = resolved.methods.flatMap(({ params, result }) => [...params, ...(result ? [result] : [])]).map(({ schema }) => schema);
    if (JSON.stringify(schemas).includes('$ref')) {
      throw new Error('References are left.');
    }

    const calls = new MethodCallValidator(resolved);
    if (calls.validate(method, JSON.parse(good)).length > 0 || calls.validate(method, JSON.parse(bad)).length === 0) {
      throw new Error(`The calls of ${method} are not told apart.`);
    }
  }

  console.log('valid');
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
