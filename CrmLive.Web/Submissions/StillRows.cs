using CrmLive.Core.Common;
using CrmLive.Core.Submissions;

namespace CrmLive.Web.Submissions;

/// <summary>Rows that do not move under a pointer (B7): while it is over them they change where they stand, and what is new waits and is counted.</summary>
public sealed class StillRows
{
    private ValueList<InboxRow> _fresh = [];

    public ValueList<InboxRow> Shown { get; private set; } = [];

    public bool Ready { get; private set; }

    public bool Held { get; private set; }

    /// <summary>How many have come that are not shown yet.</summary>
    public int New { get; private set; }

    public void Take(ValueList<InboxRow> fresh)
    {
        _fresh = fresh;
        if (!Held || !Ready || Shown.Count == 0)
        {
            Let();
            return;
        }

        var known = fresh.ToDictionary(row => row.Id);
        New = fresh.Count(row => row.Id > Shown[0].Id);
        Shown = [.. Shown.Select(row => known.GetValueOrDefault(row.Id, row))];
    }

    public void Hold() => Held = true;

    /// <summary>The pointer has gone, or what is new was asked for.</summary>
    public void Let() => (Shown, New, Ready) = (_fresh, 0, true);

    public void LetGo()
    {
        Held = false;
        Let();
    }

    /// <summary>Another list: nothing of the former one stays.</summary>
    public void Forget() => (_fresh, Shown, New, Ready) = ([], [], 0, false);
}
