using System.Data.Common;
using System.Globalization;
using CrmLive.Core.Access;
using CrmLive.Core.Data;

namespace CrmLive.Core.Calls.Intake;

/// <summary>
/// A talk and the phone activity that writes it up are one contact (K11). Whoever registered it while they still talked was first: the
/// talk, when it ends, finds the activity and the activity counts no longer. The other order is the activity's own affair.
/// </summary>
internal sealed class WrittenUp(DirectWrite write)
{
    private readonly DbCommand _free = write.Command(
        """UPDATE "Activities" SET "CallId" = NULL WHERE "CallId" = @CallId AND "Type" = 0 AND "Status" = 1 RETURNING "Id", "ClientId", "AssignedToId", "DoneAt" """, "CallId");

    private readonly DbCommand _take = write.Command(
        """
        UPDATE "Activities" SET "CallId" = @CallId WHERE "Id" =
            (SELECT min("Id") FROM "Activities" WHERE "AssignedToId" = @UserId AND "ClientId" = @ClientId AND "DoneAt" >= @From AND "DoneAt" < @To
                AND "Type" = 0 AND "Status" = 1 AND "CallId" IS NULL)
        RETURNING "Id", "ClientId", "AssignedToId", "DoneAt"
        """,
        "CallId", "UserId", "ClientId", "From", "To");

    public async Task FollowAsync(Call call, Call? before, Actor actor, DateTime at)
    {
        if (before?.ContactOf == call.ContactOf) return;
        if (before?.ContactOf is not null)
        {
            _free.Set(call.Id);
            foreach (var phone in await ReadAsync(_free))
            {
                write.Changes.Count([], [phone.Contact]);
                Tell(phone, call.Id, null, actor, at);
            }
        }

        if (call.ContactOf is { } contactOf)
        {
            var day = write.OfficeTime.Day(write.OfficeTime.DayOf(call.StartedAt));
            _take.Set(call.Id, contactOf.UserId, contactOf.ClientId, day.FromUtc, day.ToUtc);
            foreach (var phone in await ReadAsync(_take))
            {
                write.Changes.Count([phone.Contact], []);
                Tell(phone, null, call.Id, actor, at);
            }
        }
    }

    /// <summary>Whoever asks later what counted at that moment finds it in the journal (K16).</summary>
    private void Tell(Phone phone, int? was, int? now, Actor actor, DateTime at)
    {
        var entry = CallJournal.Entry(actor, at, "activity.changed", phone.Id, phone.ClientId);
        entry.Subject = "activity";
        entry.Changes = JournalFields.Change("CallId", was?.ToString(CultureInfo.InvariantCulture), now?.ToString(CultureInfo.InvariantCulture));
        write.Changes.Journal.Add(entry);
    }

    private async Task<List<Phone>> ReadAsync(DbCommand command)
    {
        var phones = new List<Phone>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) phones.Add(Read(reader));
        return phones;
    }

    private Phone Read(DbDataReader reader)
    {
        var column = new Columns(reader);
        var (id, client, user) = (column.Int(), column.Int(), column.Int());
        return new(id, client, new(write.OfficeTime.DayOf(column.Time()), user, null, Measure.CallContacts));
    }

    private sealed record Phone(int Id, int ClientId, Contribution Contact);
}
