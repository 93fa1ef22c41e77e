using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Ws.Rpc.Benchmarks.Contenders;

namespace Ws.Rpc.Benchmarks.Calls;

/// <summary>Keeps the calls of a question in flight for a while, and counts.</summary>
internal sealed class CallRound(ServerProcess server, Question question, IReadOnlyList<IContender> connections)
{
    private const int SampleEvery = 16;

    public async Task<Measurement> RunAsync(TimeSpan duration)
    {
        TimeSpan serverCpuBefore = await server.CpuTimeAsync();
        long serverBefore = await server.AllocatedAsync();
        TimeSpan clientCpuBefore = Environment.CpuUsage.TotalTime;
        long clientBefore = GC.GetTotalAllocatedBytes(precise: true);
        long start = Stopwatch.GetTimestamp();
        using var stop = new CancellationTokenSource(duration);
        var loops = new List<Task<Worker>>();
        foreach (IContender connection in connections)
        {
            for (int i = 0; i < question.Outstanding; i++)
            {
                loops.Add(LoopAsync(connection, stop.Token));
            }
        }

        Worker[] workers = await Task.WhenAll(loops);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        TimeSpan clientCpu = Environment.CpuUsage.TotalTime - clientCpuBefore;
        long client = GC.GetTotalAllocatedBytes(precise: true) - clientBefore;
        long calls = workers.Sum(worker => worker.Calls);
        long ownBytes = workers.Sum(worker => worker.SampleBytes);
        long serverBytes = await server.AllocatedAsync() - serverBefore;
        TimeSpan serverCpu = await server.CpuTimeAsync() - serverCpuBefore;
        double[] samples = [.. workers.SelectMany(worker => worker.Samples).Order()];
        return new Measurement(
            calls / elapsed.TotalSeconds,
            samples[(int)(samples.Length * 0.99)],
            (double)(client - ownBytes) / calls,
            (double)serverBytes / calls,
            clientCpu.TotalMicroseconds / calls,
            serverCpu.TotalMicroseconds / calls);
    }

    private async Task<Worker> LoopAsync(IContender connection, CancellationToken stop)
    {
        await Task.Yield();
        var worker = new Worker();
        while (!stop.IsCancellationRequested)
        {
            bool sample = worker.Calls % SampleEvery == 0;
            long start = sample ? Stopwatch.GetTimestamp() : 0;
            await question.Call(connection);
            worker.Calls++;
            if (sample)
            {
                worker.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
        }

        return worker;
    }

    private sealed class Worker
    {
        private double[] _samples = new double[256];
        private int _count;

        public long Calls { get; set; }

        /// <summary>What the measuring itself allocated.</summary>
        public long SampleBytes { get; private set; } = 256 * sizeof(double);

        public IEnumerable<double> Samples => _samples.Take(_count);

        public void Add(double microseconds)
        {
            if (_count == _samples.Length)
            {
                Array.Resize(ref _samples, _count * 2);
                SampleBytes += _samples.Length * sizeof(double);
            }

            _samples[_count++] = microseconds;
        }
    }
}
