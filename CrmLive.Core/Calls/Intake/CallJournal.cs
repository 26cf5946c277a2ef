using System.Text.Json;
using CrmLive.Core.Access;
using CrmLive.Core.Data;
using CrmLive.Core.Journal;

namespace CrmLive.Core.Calls.Intake;

/// <summary>What the journal says of a call: one entry for each change a group of events brought, in the office's words.</summary>
internal static class CallJournal
{
    // "call.talking", "call.transferred-answered": made once, since this is written for every change.
    private static readonly string[] Words =
        [.. Enum.GetNames<CallStatus>().Select(status => "call." + JsonNamingPolicy.KebabCaseLower.ConvertName(status))];

    public static void Tell(this DirectWrite write, Call call, CallFace? before, Actor actor, DateTime at)
    {
        var what = before?.Status == call.Status ? "call.changed" : Words[(int)call.Status];
        var entry = Entry(actor, at, what, call.Id, call.ClientId);
        entry.DurationSeconds = call.EndedAt is null ? null : call.TalkSeconds;
        entry.Changes = Changes(before, call);
        write.Changes.Journal.Add(entry);
    }

    public static JournalEntry Entry(Actor actor, DateTime at, string what, int callId, int? clientId) => new()
    {
        At = at,
        UserId = actor.UserId,
        Who = actor.Name,
        Login = actor.Login,
        Channel = actor.Channel,
        Ip = actor.Ip,
        Event = what,
        Subject = "call",
        SubjectId = callId,
        ClientId = clientId,
    };

    // Names and enums only: nothing here needs escaping.
    private static string? Changes(CallFace? before, Call call)
    {
        var changes = new List<string>(3);
        if (before?.Status != call.Status) changes.Add($"\"Status\":[{Quoted(before?.Status)},{Quoted(call.Status)}]");
        if (before?.UserId != call.UserId) changes.Add($"\"UserId\":[{Quoted(before?.UserId)},{Quoted(call.UserId)}]");
        if (before?.ClientId != call.ClientId) changes.Add($"\"ClientId\":[{Quoted(before?.ClientId)},{Quoted(call.ClientId)}]");
        return changes.Count == 0 ? null : $"{{{string.Join(',', changes)}}}";
    }

    private static string Quoted<T>(T? value) => value is null ? "null" : $"\"{value}\"";
}
