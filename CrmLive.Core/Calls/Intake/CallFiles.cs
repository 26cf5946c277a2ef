using CrmLive.Core.Telephony;

namespace CrmLive.Core.Calls.Intake;

/// <summary>A call's events and legs as they lie in the database while its row has this version.</summary>
internal sealed record CallFile(int Version, List<CallEvent> Events, Dictionary<string, KeptLeg> Legs);

/// <summary>
/// The files of calls lately in the hand, so that a call's tenth event does not read the other nine again. Only what was committed
/// is put in, and the row's version tells whether another node or a person has been at it since.
/// </summary>
internal sealed class CallFiles
{
    private const int Generation = 2048;

    private Dictionary<(string Exchange, string CallKey), CallFile> _young = [];
    private Dictionary<(string Exchange, string CallKey), CallFile> _old = [];

    /// <summary>Taken out: if the group fails, the next one reads from the database again.</summary>
    public CallFile? Take((string, string) call, int version)
    {
        if (!_young.Remove(call, out var file)) _old.Remove(call, out file);
        return file?.Version == version ? file : null;
    }

    public void Put((string, string) call, CallFile file)
    {
        if (_young.Count >= Generation) (_old, _young) = (_young, []);
        _young[call] = file;
    }
}
