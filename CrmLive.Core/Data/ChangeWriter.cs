using System.Data.Common;

namespace CrmLive.Core.Data;

/// <summary>Writes journal and totals of a transaction: the one place for it, behind EF's saves and behind the call intake alike.</summary>
internal static class ChangeWriter
{
    private const string InsertJournal =
        """
        INSERT INTO "Journal" ("At", "UserId", "Who", "Login", "Channel", "Ip", "Event", "Subject", "SubjectId", "ClientId", "DurationSeconds", "Changes")
        VALUES (@At, @UserId, @Who, @Login, @Channel, @Ip, @Event, @Subject, @SubjectId, @ClientId, @DurationSeconds, @Changes)
        RETURNING "Seq"
        """;

    private static readonly string StepDay = Step("DailyTotals", "Day");

    private static readonly string StepMonth = Step("MonthlyTotals", "Month");

    /// <summary>Returns the last sequence written, 0 when nothing was journaled.</summary>
    public static async Task<long> WriteAsync(
        DbConnection connection, DbTransaction transaction, PendingChanges changes, DatabaseKind kind, CancellationToken ct)
    {
        if (kind == DatabaseKind.Postgres && !changes.IsEmpty)
        {
            // Sequences are handed out before commit: without this a smaller Seq could become visible after a larger one,
            // and whoever asks "what since N" would never see it. Held from here to the commit, which follows at once.
            await using var order = SqlText.Command(connection, transaction, "SELECT pg_advisory_xact_lock(7105)");
            await order.ExecuteNonQueryAsync(ct);
        }

        await StepTotalsAsync(connection, transaction, StepDay, changes.Totals, ct);
        await StepTotalsAsync(connection, transaction, StepMonth, changes.MonthlyTotals, ct);
        await FindKeyWriter.WriteAsync(connection, transaction, changes, ct);
        return await WriteJournalAsync(connection, transaction, changes, ct);
    }

    private static string Step(string table, string day) =>
        $"""
        INSERT INTO "{table}" ("{day}", "UserId", "InvestmentId", "Measure", "Count", "Seconds", "AmountMinor")
        VALUES (@Day, @UserId, @InvestmentId, @Measure, @Count, @Seconds, @AmountMinor)
        ON CONFLICT ("{day}", "UserId", "InvestmentId", "Measure") DO UPDATE SET
          "Count" = "{table}"."Count" + excluded."Count",
          "Seconds" = "{table}"."Seconds" + excluded."Seconds",
          "AmountMinor" = "{table}"."AmountMinor" + excluded."AmountMinor"
        """;

    private static async Task StepTotalsAsync(
        DbConnection connection, DbTransaction transaction, string sql, IEnumerable<KeyValuePair<TotalKey, TotalStep>> totals, CancellationToken ct)
    {
        await using var step = SqlText.Command(connection, transaction, sql, "Day", "UserId", "InvestmentId", "Measure", "Count", "Seconds", "AmountMinor");
        // Ordered, so that two writers of PostgreSQL take the row locks in the same order.
        foreach (var (key, by) in totals
            .Where(t => !t.Value.IsNothing)
            .OrderBy(t => t.Key.Day).ThenBy(t => t.Key.UserId).ThenBy(t => t.Key.InvestmentId).ThenBy(t => t.Key.Measure))
        {
            step.Set(key.Day, key.UserId, key.InvestmentId, (int)key.Measure, by.Count, by.Seconds, by.AmountMinor);
            await step.ExecuteNonQueryAsync(ct);
        }
    }

    private static async Task<long> WriteJournalAsync(DbConnection connection, DbTransaction transaction, PendingChanges changes, CancellationToken ct)
    {
        if (changes.Journal.Count == 0)
        {
            return 0;
        }

        await using var insert = SqlText.Command(connection, transaction, InsertJournal,
            "At", "UserId", "Who", "Login", "Channel", "Ip", "Event", "Subject", "SubjectId", "ClientId", "DurationSeconds", "Changes");
        long seq = 0;
        foreach (var e in changes.Journal)
        {
            insert.Set(e.At, e.UserId, e.Who, e.Login, (int)e.Channel, e.Ip, e.Event, e.Subject, e.SubjectId, e.ClientId, e.DurationSeconds, e.Changes);
            seq = Convert.ToInt64(await insert.ExecuteScalarAsync(ct), null);
        }

        return seq;
    }
}
