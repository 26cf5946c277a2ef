using System.Data;
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
        await using var step = new Statement(connection, transaction, sql,
            ("Day", DbType.Date), ("UserId", DbType.Int32), ("InvestmentId", DbType.Int32), ("Measure", DbType.Int32), ("Count", DbType.Int32), ("Seconds", DbType.Int64), ("AmountMinor", DbType.Int64));
        // Ordered, so that two writers of PostgreSQL take the row locks in the same order.
        var steps =
            from t in totals
            where !t.Value.IsNothing
            orderby t.Key.Day, t.Key.UserId, t.Key.InvestmentId, t.Key.Measure
            select new object?[] { t.Key.Day, t.Key.UserId, t.Key.InvestmentId, (int)t.Key.Measure, t.Value.Count, t.Value.Seconds, t.Value.AmountMinor };
        await step.RunAsync([.. steps], ct);
    }

    private static async Task<long> WriteJournalAsync(DbConnection connection, DbTransaction transaction, PendingChanges changes, CancellationToken ct)
    {
        if (changes.Journal.Count == 0)
        {
            return 0;
        }

        await using var insert = new Statement(connection, transaction, InsertJournal,
            ("At", DbType.DateTime), ("UserId", DbType.Int32), ("Who", DbType.String), ("Login", DbType.String), ("Channel", DbType.Int32), ("Ip", DbType.String),
            ("Event", DbType.String), ("Subject", DbType.String), ("SubjectId", DbType.Int32), ("ClientId", DbType.Int32), ("DurationSeconds", DbType.Int32), ("Changes", DbType.String));
        var seqs = await insert.RunAsync(
            [.. changes.Journal.Select(e => new object?[] { e.At, e.UserId, e.Who, e.Login, (int)e.Channel, e.Ip, e.Event, e.Subject, e.SubjectId, e.ClientId, e.DurationSeconds, e.Changes })], ct);
        return Convert.ToInt64(seqs[^1], null);
    }
}
