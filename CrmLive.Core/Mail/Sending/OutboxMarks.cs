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

    /// <returns>Those of the next that are to be sent: not one whose lease ran out, so that another node may have it, nor one that somebody discarded.</returns>
    public async Task<IReadOnlyList<LeasedMail>> WriteAsync(OutboxMarking marking)
    {
        var wish = new Wish(marking);
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
        var taken = new List<(Wish Wish, IReadOnlyList<LeasedMail> Begun)>();
        try
        {
            await using var write = await crm.BeginDirectAsync(CancellationToken.None);
            var statements = new Statements(write);
            while (_wishes.TryDequeue(out var wish))
            {
                taken.Add((wish, []));
                taken[^1] = (wish, await statements.WriteAsync(wish.Marking));
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

    public static string? Short(string? text) => text is { Length: > 500 } ? text[..500] : text;

    public void Dispose() => _turn.Dispose();

    private sealed record Wish(OutboxMarking Marking)
    {
        public TaskCompletionSource<IReadOnlyList<LeasedMail>> Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Statements(DirectWrite write)
    {
        private readonly DbCommand _begin = write.Command(
            """UPDATE "OutboxMails" SET "State" = 1, "Attempts" = "Attempts" + 1, "LeasedUntil" = @Until WHERE "Id" = @Id AND "State" = 0 AND "LeasedUntil" = @Leased""",
            "Until", "Id", "Leased");

        private readonly DbCommand _end = write.Command(
            """
            UPDATE "OutboxMails" SET "State" = @State, "SentAt" = @SentAt, "DueAt" = COALESCE(@DueAt, "DueAt"), "Answer" = @Answer, "LeasedUntil" = NULL
            WHERE "Id" = @Id AND "State" IN (0, 1)
            """,
            "State", "SentAt", "DueAt", "Answer", "Id");

        private readonly DbCommand _never = write.Command(
            """UPDATE "OutboxMails" SET "State" = 0, "Attempts" = "Attempts" - 1, "LeasedUntil" = @Leased WHERE "Id" = @Id AND "State" = 1""", "Leased", "Id");

        public async Task<IReadOnlyList<LeasedMail>> WriteAsync(OutboxMarking marking)
        {
            foreach (var mark in marking.Ended)
            {
                _end.Set((int)mark.State, mark.State == MailState.Sent ? mark.At : null, mark.DueAt, Short(mark.Answer), mark.Mail.Id);
                await _end.ExecuteNonQueryAsync();
                write.Changes.Ring(LiveTopic.Mail, mark.Mail.Id);
            }

            foreach (var mail in marking.Never)
            {
                _never.Set(mail.LeasedUntil, mail.Id);
                await _never.ExecuteNonQueryAsync();
            }

            var begun = new List<LeasedMail>(marking.Next.Count);
            foreach (var mail in marking.Next)
            {
                _begin.Set(marking.Until, mail.Id, mail.LeasedUntil);
                if (await _begin.ExecuteNonQueryAsync() > 0)
                {
                    begun.Add(mail);
                }
            }

            return begun;
        }
    }
}

/// <summary>What one line wants to have written down.</summary>
internal sealed record OutboxMarking
{
    public IReadOnlyList<OutboxMark> Ended { get; init; } = [];

    /// <summary>Marked earlier, and never begun.</summary>
    public IReadOnlyList<LeasedMail> Never { get; init; } = [];

    /// <summary>About to be handed over.</summary>
    public IReadOnlyList<LeasedMail> Next { get; init; } = [];

    /// <summary>How long that may take.</summary>
    public DateTime Until { get; init; }
}
