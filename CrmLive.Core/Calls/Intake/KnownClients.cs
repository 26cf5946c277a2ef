using System.Data.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Live;

namespace CrmLive.Core.Calls.Intake;

/// <summary>Finds the client by number within the call's first event (C27), and keeps when we last spoke with them.</summary>
internal sealed class KnownClients(DirectWrite write)
{
    private readonly DbCommand _byNumber = write.Command("""SELECT MIN("ClientId") FROM "ClientPhones" WHERE "E164" = @E164""", "E164");

    private readonly DbCommand _spoken = write.Command(
        """UPDATE "Clients" SET "LastContactAt" = @At WHERE "Id" = @Id AND ("LastContactAt" IS NULL OR "LastContactAt" < @At)""", "At", "Id");

    /// <summary>Asked at the call's first sight and at its end: in between somebody may have opened a card for the number.</summary>
    public async Task MatchAsync(Call call, CallFace before)
    {
        var numberChanged = before.CallerE164 != call.CallerE164;
        if (numberChanged && before.CallerE164 is not null) call.ClientId = null;
        if (call.ClientId is not null || call.CallerE164 is null || !(numberChanged || before.EndedAt != call.EndedAt)) return;
        _byNumber.Set(call.CallerE164);
        if (await _byNumber.ExecuteScalarAsync() is { } id and not DBNull) call.ClientId = Convert.ToInt32(id, null);
    }

    public async Task SpokenAsync(Call call, CallFace before)
    {
        if (call is not { ClientId: { } client, AnsweredAt: { } at } || (before.AnsweredAt == at && before.ClientId == client)) return;
        _spoken.Set(at, client);
        if (await _spoken.ExecuteNonQueryAsync() > 0) write.Changes.Ring(LiveTopic.Clients, client);
    }
}
