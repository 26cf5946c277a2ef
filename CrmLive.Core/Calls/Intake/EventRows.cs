using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using CrmLive.Core.Data;
using CrmLive.Core.Telephony;

namespace CrmLive.Core.Calls.Intake;

/// <summary>The events as acknowledged, each once.</summary>
internal sealed class EventRows(DirectWrite write)
{
    private readonly DbCommand _insert = write.Command(
        """
        INSERT INTO "CallEvents" ("Exchange", "EventId", "CallKey", "At", "TakenAt", "Body")
        VALUES (@Exchange, @EventId, @CallKey, @At, @TakenAt, @Body)
        ON CONFLICT ("Exchange", "EventId") DO NOTHING
        """,
        "Exchange", "EventId", "CallKey", "At", "TakenAt", "Body");

    private readonly DbCommand _delete = write.Command("""DELETE FROM "CallEvents" WHERE "Exchange" = @Exchange AND "EventId" = @EventId""", "Exchange", "EventId");

    private readonly DbCommand _ofCall = write.Command(
        """SELECT "Body" FROM "CallEvents" WHERE "Exchange" = @Exchange AND "CallKey" = @CallKey""", "Exchange", "CallKey");

    /// <summary>False when the event had been kept before.</summary>
    public async Task<bool> AddAsync(Arrival arrival)
    {
        var e = arrival.Event;
        _insert.Set(e.Exchange, e.EventId, e.CallKey, e.At, arrival.TakenAt, JsonSerializer.Serialize(e, CallEventJson.Default.CallEvent));
        return await _insert.ExecuteNonQueryAsync() == 1;
    }

    /// <summary>For one that turned out to be too many only after it was written.</summary>
    public async Task RemoveAsync(CallEvent e)
    {
        _delete.Set(e.Exchange, e.EventId);
        await _delete.ExecuteNonQueryAsync();
    }

    public async Task<List<CallEvent>> OfCallAsync(string exchange, string callKey)
    {
        _ofCall.Set(exchange, callKey);
        var events = new List<CallEvent>();
        await using var reader = await _ofCall.ExecuteReaderAsync();
        while (await reader.ReadAsync()) events.Add(JsonSerializer.Deserialize(reader.GetString(0), CallEventJson.Default.CallEvent)!);
        return events;
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CallEvent))]
internal sealed partial class CallEventJson : JsonSerializerContext;
