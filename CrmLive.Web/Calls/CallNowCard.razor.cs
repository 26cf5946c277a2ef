using CrmLive.Core.Calls;
using CrmLive.Core.Telephony;
using CrmLive.Web.Live;
using CrmLive.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace CrmLive.Web.Calls;

/// <summary>One call going on, in its state, with what is known of the caller (C6) and the note both sides read (C9).</summary>
public sealed partial class CallNowCard : LiveRow<CallNow>
{
    private bool _writing;
    private string _start = "";
    private NoteWriter? _writer;

    [Inject]
    private CallActions Actions { get; set; } = default!;

    [Inject]
    private When When { get; set; } = default!;

    // An employee rings out: "ringing" would read as if somebody called us.
    private bool IsDialling => Shown is { Direction: CallDirection.Outbound, Status: CallStatus.Ringing };

    private string Tel => $"tel:{Shown.NumberE164 ?? Shown.Number}";

    private string? NoteAt => Shown.NoteAt is { } at ? When.Iso(at) : null;

    private void WriteOrStop()
    {
        _writing = !_writing;
        _start = Shown.Note ?? "";
        _writer = new NoteWriter(_start, (basedOn, text) => Actions.WriteNoteAsync(Shown.Id, basedOn, text));
    }

    private Task TypedAsync(ChangeEventArgs e) => _writer!.WriteAsync(e.Value?.ToString() ?? "");

    private Task DialAsync() => Actions.DialAsync(Shown.NumberE164, Shown.Number);

    private Task EndByHandAsync() => Actions.EndByHandAsync(Shown.Id);
}
