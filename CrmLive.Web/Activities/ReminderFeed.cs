using CrmLive.Core.Activities.Reminding;

namespace CrmLive.Web.Activities;

/// <summary>One circuit's unread reminders: read once, shown by the bell and by the pop-up.</summary>
public sealed class ReminderFeed
{
    public IReadOnlyList<ReminderRow> Rows { get; private set; } = [];

    /// <summary>The bell was pressed: all of them are shown, also those that were put aside.</summary>
    public bool Open { get; private set; }

    public event Action? Changed;

    public void Take(IReadOnlyList<ReminderRow> rows)
    {
        if (!rows.SequenceEqual(Rows))
        {
            Rows = rows;
            Changed?.Invoke();
        }
    }

    public void Toggle(bool open)
    {
        Open = open;
        Changed?.Invoke();
    }
}
