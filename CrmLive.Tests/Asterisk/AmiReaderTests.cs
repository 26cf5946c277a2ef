using System.IO.Pipelines;
using System.Text;
using CrmLive.Core.Telephony.Asterisk;
using FsCheck.Xunit;

namespace CrmLive.Tests.Asterisk;

[Trait("Feature", "C1")]
public sealed class AmiReaderTests
{
    [Fact]
    public async Task A_line_without_end_costs_no_memory()
    {
        await using var stream = new EndlessLine(64 << 20, "\r\n\r\nEvent: Hangup\r\n\r\n");
        var reader = new AmiReader(PipeReader.Create(stream));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var message = await reader.ReadAsync(CancellationToken.None);

        // The stream answers at once, so all of it ran on this thread.
        Assert.Equal("Hangup", message?.Event);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
    }

    [Fact]
    public async Task A_message_without_end_keeps_only_so_many_fields()
    {
        var text = "Event: VarSet\r\n" + string.Concat(Enumerable.Range(0, 5_000).Select(field => $"Field{field}: {field}\r\n")) + "\r\n";
        var message = await new AmiReader(PipeReader.Create(new MemoryStream(Encoding.UTF8.GetBytes(text)))).ReadAsync(CancellationToken.None);

        Assert.Equal(("VarSet", "100", ""), (message!.Event, message["Field100"], message["Field4999"]));
    }

    [Property]
    public async Task Messages_come_out_the_same_however_the_wire_cuts_them(byte[] cuts)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, 20).Select(AmiFaultsTests.Arrives)));
        var reader = new AmiReader(PipeReader.Create(new Crumbs(bytes, cuts)));
        for (var call = 1; call <= 20; call++) Assert.Equal($"1.{call}", (await reader.ReadAsync(CancellationToken.None))!["Uniqueid"]);
        Assert.Null(await reader.ReadAsync(CancellationToken.None));
    }

    private sealed class EndlessLine(int length, string after) : MemoryStream(Encoding.ASCII.GetBytes(after))
    {
        private int _left = length;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_left == 0) return base.ReadAsync(buffer, cancellationToken);
            var count = Math.Min(_left, buffer.Length);
            buffer.Span[..count].Fill((byte)'x');
            _left -= count;
            return ValueTask.FromResult(count);
        }
    }

    private sealed class Crumbs(byte[] bytes, byte[] cuts) : MemoryStream(bytes)
    {
        private int _cut;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(cuts.Length == 0 ? buffer : buffer[..Math.Min(buffer.Length, 1 + cuts[_cut++ % cuts.Length])], cancellationToken);
    }
}
