using System.Collections.Concurrent;
using System.Data.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Live;

namespace CrmLive.Core.Mail.Sending;

/// <summary>
/// Marks mails before and after they are handed over, each mark durable when this returns. What the lines ask for while a transaction is
/// being written is the next one, so eight lines cost the disk hardly more than one.
/// </summary>
internal sealed class OutboxMarks(CrmDb crm) : IDisposable
{
    private readonly ConcurrentQueue<Wish> _wishes = new();
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <param name="ended">The mail before it on the same line, if there was one.</param>
    /// <param name="next">The mail about to be handed over; null when the line has nothing more to do.</param>
    /// <param name="until">How long it may take.</param>
    /// <returns>False when the next mail is no longer to be sent: its lease ran out and another node may have it, or somebody discarded it.</returns>
    public async Task<bool> WriteAsync(OutboxMark? ended, LeasedMail? next, DateTime until)
    {
        var wish = new Wish(ended, next, until);
        _wishes.Enqueue(wish);
        await _turn.WaitAsync();
        try
        {
            if (!wish.Written.Task.IsCompleted)
            {
                await WriteAllAsync();
            }
        }
        finally
        {
            _turn.Release();
        }

        return await wish.Written.Task;
    }

    private async Task WriteAllAsync()
    {
        var taken = new List<(Wish Wish, bool Begun)>();
        try
        {
            await using var write = await crm.BeginDirectAsync(CancellationToken.None);
            var (begin, end) = Commands(write);
            while (_wishes.TryDequeue(out var wish))
            {
                taken.Add((wish, false));
                await EndAsync(write, end, wish.Ended);
                taken[^1] = (wish, await BeginAsync(begin, wish));
            }

            await write.CommitAsync(CancellationToken.None);
        }
        catch (Exception fault)
        {
            taken.ForEach(one => one.Wish.Written.TrySetException(fault));
            throw;
        }

        taken.ForEach(one => one.Wish.Written.TrySetResult(one.Begun));
    }

    private static (DbCommand Begin, DbCommand End) Commands(DirectWrite write) => (
        write.Command(
            """UPDATE "OutboxMails" SET "State" = 1, "Attempts" = "Attempts" + 1, "LeasedUntil" = @Until WHERE "Id" = @Id AND "State" = 0 AND "LeasedUntil" = @Leased""",
            "Until", "Id", "Leased"),
        write.Command(
            """
            UPDATE "OutboxMails" SET "State" = @State, "SentAt" = @SentAt, "DueAt" = COALESCE(@DueAt, "DueAt"), "Answer" = @Answer, "LeasedUntil" = NULL
            WHERE "Id" = @Id AND "State" IN (0, 1)
            """,
            "State", "SentAt", "DueAt", "Answer", "Id"));

    private static async Task EndAsync(DirectWrite write, DbCommand end, OutboxMark? mark)
    {
        if (mark is not null)
        {
            end.Set((int)mark.State, mark.State == MailState.Sent ? mark.At : null, mark.DueAt, Short(mark.Answer), mark.Mail.Id);
            await end.ExecuteNonQueryAsync();
            write.Changes.Ring(LiveTopic.Mail, mark.Mail.Id);
        }
    }

    private static async Task<bool> BeginAsync(DbCommand begin, Wish wish)
    {
        if (wish.Next is not { } mail)
        {
            return false;
        }

        begin.Set(wish.Until, mail.Id, mail.LeasedUntil);
        return await begin.ExecuteNonQueryAsync() > 0;
    }

    public static string? Short(string? text) => text is { Length: > 500 } ? text[..500] : text;

    public void Dispose() => _turn.Dispose();

    private sealed record Wish(OutboxMark? Ended, LeasedMail? Next, DateTime Until)
    {
        public TaskCompletionSource<bool> Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
