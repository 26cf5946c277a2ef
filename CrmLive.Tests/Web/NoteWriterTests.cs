using CrmLive.Web.Calls;

namespace CrmLive.Tests.Web;

[Trait("Feature", "C9")]
public sealed class NoteWriterTests
{
    [Fact]
    public async Task What_is_typed_while_a_save_is_under_way_goes_with_the_next_one()
    {
        var saves = new List<(string BasedOn, string Text)>();
        var disk = new TaskCompletionSource();
        var writer = new NoteWriter("", async (basedOn, text) =>
        {
            saves.Add((basedOn, text));
            await disk.Task;
        });

        var typing = writer.WriteAsync("a");
        await writer.WriteAsync("ab");
        await writer.WriteAsync("abc");
        Assert.Equal([("", "a")], saves);

        disk.SetResult();
        await typing;
        Assert.Equal([("", "a"), ("a", "abc")], saves);
    }

    [Fact]
    public async Task A_save_that_failed_is_built_upon_by_nobody()
    {
        var saves = new List<(string BasedOn, string Text)>();
        var writer = new NoteWriter("old", (basedOn, text) =>
        {
            saves.Add((basedOn, text));
            return saves.Count == 1 ? Task.FromException(new TimeoutException()) : Task.CompletedTask;
        });

        await Assert.ThrowsAsync<TimeoutException>(() => writer.WriteAsync("old a"));
        await writer.WriteAsync("old ab");
        Assert.Equal(("old", "old ab"), saves[^1]);
    }
}
