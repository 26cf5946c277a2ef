using CrmLive.Core.Telephony;

namespace CrmLive.Core.Calls.Intake;

/// <summary>A call's row, events and legs as they lie in the database. The row is never changed, only replaced: it is what the next change is counted against.</summary>
internal sealed record CallFile(Call? Row, List<CallEvent> Events, Dictionary<string, KeptLeg> Legs);

/// <summary>
/// The files of calls lately in the hand, so that a call's tenth event does not read the other nine again. Only what was committed
/// is put in, and a row that a person or another node has changed since refuses the update by its version.
/// </summary>
internal sealed class CallFiles
{
    private const int Generation = 2048;

    private Dictionary<(string Exchange, string CallKey), CallFile> _young = [];
    private Dictionary<(string Exchange, string CallKey), CallFile> _old = [];

    /// <summary>Taken out: if the group fails, the next one reads from the database again.</summary>
    public CallFile? Take((string, string) call)
    {
        if (!_young.Remove(call, out var file)) _old.Remove(call, out file);
        return file;
    }

    public void Put((string, string) call, CallFile file)
    {
        if (_young.Count >= Generation) (_old, _young) = (_young, []);
        _young[call] = file;
    }
}
