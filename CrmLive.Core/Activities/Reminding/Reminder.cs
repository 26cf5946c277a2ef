using CrmLive.Core.Live;

namespace CrmLive.Core.Activities.Reminding;

/// <summary>A reminder that has fired and waits behind its person's bell until it is read, or comes again when they asked it to.</summary>
public sealed class Reminder : ILive
{
    public int Id { get; set; }
    public int ActivityId { get; set; }
    public Activity? Activity { get; set; }
    public int UserId { get; set; }

    /// <summary>The moment that was asked for; one reminder per activity and moment, however many nodes look.</summary>
    public DateTime RemindAt { get; set; }

    public DateTime FiredAt { get; set; }

    /// <summary>Shown from then on; later than <see cref="FiredAt"/> when it was put off.</summary>
    public DateTime ShowAt { get; set; }

    public DateTime? ReadAt { get; set; }
    public LiveTopic Topic => LiveTopic.Reminders;

    /// <summary>The bell is the person's: whoever watches asks for their own user id.</summary>
    int ILive.Id => UserId;
}
