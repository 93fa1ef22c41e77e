using System.Collections.Generic;
using CsCheck;
using Ws.Rpc.Connections;
using Ws.Rpc.Wire;
using Xunit;

namespace Ws.Rpc.Tests.Connections;

public sealed class WaitingMessagesTests
{
    private enum Step
    {
        AddKept,
        AddDroppable,
        Take,
        Drop,
    }

    [Fact]
    public void Messages_are_taken_and_dropped_as_from_a_list()
    {
        Gen.Enum<Step>().Array[0, 60].Sample(steps =>
        {
            var messages = new WaitingMessages();
            var model = new List<(MessageBuffer Message, bool MayDrop)>();
            foreach (Step step in steps)
            {
                Apply(step, messages, model);
                Assert.Equal(model.Count, messages.Count);
            }

            while (model.Count > 0)
            {
                Apply(Step.Take, messages, model);
            }

            Assert.False(messages.TryTake(out _, out _));
        });
    }

    private static void Apply(Step step, WaitingMessages messages, List<(MessageBuffer Message, bool MayDrop)> model)
    {
        switch (step)
        {
            case Step.AddKept or Step.AddDroppable:
                MessageBuffer added = TestBuffer.Of("x");
                messages.Add(added, step == Step.AddDroppable ? MessageClass.Droppable : MessageClass.Required);
                model.Add((added, step == Step.AddDroppable));
                break;
            case Step.Take:
                Assert.Equal(model.Count > 0, messages.TryTake(out MessageBuffer? taken, out _));
                Remove(0, taken, model);
                break;
            default:
                int first = model.FindIndex(static entry => entry.MayDrop);
                Assert.Equal(first >= 0, messages.TryDrop(out MessageBuffer? dropped));
                Remove(first, dropped, model);
                break;
        }
    }

    private static void Remove(int index, MessageBuffer? removed, List<(MessageBuffer Message, bool MayDrop)> model)
    {
        if (removed is not null)
        {
            Assert.Same(model[index].Message, removed);
            model.RemoveAt(index);
            removed.Release();
        }
    }
}
