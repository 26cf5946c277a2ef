using System.Data.Common;
using CrmLive.Core.Data;

namespace CrmLive.Core.Calls.Intake;

/// <summary>
/// A talk and the phone activity that writes it up are one contact (K11). Whoever registered it while they still talked was first: the
/// talk, when it ends, finds the activity and the activity counts no longer. The other order is the activity's own affair.
/// </summary>
internal sealed class WrittenUp(DirectWrite write)
{
    private readonly DbCommand _free = write.Command(
        """UPDATE "Activities" SET "CallId" = NULL WHERE "CallId" = @CallId AND "Type" = 0 AND "Status" = 1 RETURNING "AssignedToId", "DoneAt" """, "CallId");

    private readonly DbCommand _take = write.Command(
        """
        UPDATE "Activities" SET "CallId" = @CallId WHERE "Id" =
            (SELECT min("Id") FROM "Activities" WHERE "AssignedToId" = @UserId AND "ClientId" = @ClientId AND "DoneAt" >= @From AND "DoneAt" < @To
                AND "Type" = 0 AND "Status" = 1 AND "CallId" IS NULL)
        RETURNING "AssignedToId", "DoneAt"
        """,
        "CallId", "UserId", "ClientId", "From", "To");

    public async Task FollowAsync(Call call, Call? before)
    {
        if (before?.ContactOf == call.ContactOf) return;
        if (before?.ContactOf is not null)
        {
            _free.Set(call.Id);
            foreach (var contact in await ReadAsync(_free)) write.Changes.Count([], [contact]);
        }

        if (call.ContactOf is { } contactOf)
        {
            var day = write.OfficeTime.Day(write.OfficeTime.DayOf(call.StartedAt));
            _take.Set(call.Id, contactOf.UserId, contactOf.ClientId, day.FromUtc, day.ToUtc);
            foreach (var contact in await ReadAsync(_take)) write.Changes.Count([contact], []);
        }
    }

    private async Task<List<Contribution>> ReadAsync(DbCommand command)
    {
        var contacts = new List<Contribution>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) contacts.Add(Read(reader));
        return contacts;
    }

    private Contribution Read(DbDataReader reader)
    {
        var column = new Columns(reader);
        var user = column.Int();
        return new(write.OfficeTime.DayOf(column.Time()), user, null, Measure.CallContacts);
    }
}
