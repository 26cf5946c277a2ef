namespace CrmLive.Web.Activities;

public sealed partial class ActivityEntry
{
    /// <summary>What two people can change at once; the name is that of the field's text.</summary>
    private static readonly Part[] Parts =
    [
        new("Type", e => e.Type, (to, from) => to.Type = from.Type),
        new("StatusLabel", e => e.Status, (to, from) => to.Status = from.Status),
        new("When", e => (e.Day, e.From, e.To, e.LastDay), (to, from) => to.TakeTime(from)),
        new("AssignedTo", e => e.AssignedToId, (to, from) => to.AssignedToId = from.AssignedToId),
        new("Investment", e => e.InvestmentId, (to, from) => to.InvestmentId = from.InvestmentId),
        new("Note", e => e.Note ?? "", (to, from) => to.Note = from.Note),
        new("Purpose", e => e.PurposeId, (to, from) => to.PurposeId = from.PurposeId),
        new("Place", e => e.PlaceId, (to, from) => to.PlaceId = from.PlaceId),
        new("Priority", e => e.PriorityId, (to, from) => to.PriorityId = from.PriorityId),
        new("ContactWay", e => e.ContactWayId, (to, from) => to.ContactWayId = from.ContactWayId),
        new("NoteType", e => e.NoteTypeId, (to, from) => to.NoteTypeId = from.NoteTypeId),
        new("Remind", e => e.RemindAhead * e.RemindUnit, (to, from) => (to.RemindAhead, to.RemindUnit) = (from.RemindAhead, from.RemindUnit)),
        new("ExternalId", e => e.ExternalId ?? "", (to, from) => to.ExternalId = from.ExternalId),
    ];

    /// <summary>Takes over what a colleague changed in the meantime. What has been changed here too stays as it is typed.</summary>
    /// <param name="was">As both began with it.</param>
    /// <returns>The parts both changed, each its own way.</returns>
    public IReadOnlyList<string> TakeOver(ActivityEntry was, ActivityEntry theirs)
    {
        List<string> contested = [];
        foreach (var part in Parts.Where(part => !Equals(part.Of(was), part.Of(theirs)) && !Equals(part.Of(this), part.Of(theirs))))
        {
            if (Equals(part.Of(this), part.Of(was)))
            {
                part.Take(this, theirs);
            }
            else
            {
                contested.Add(part.Name);
            }
        }

        return contested;
    }

    /// <summary>The colleague is right in these parts.</summary>
    public void Take(ActivityEntry theirs, IReadOnlyList<string> parts)
    {
        foreach (var part in Parts.Where(part => parts.Contains(part.Name)))
        {
            part.Take(this, theirs);
        }
    }

    private void TakeTime(ActivityEntry from)
    {
        // The end first, or the beginning would push it along.
        To = null;
        (Day, From, To, LastDay) = (from.Day, from.From, from.To, from.LastDay);
    }

    private sealed record Part(string Name, Func<ActivityEntry, object?> Of, Action<ActivityEntry, ActivityEntry> Take);
}
