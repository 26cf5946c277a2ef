using CrmLive.Core.Common;
using CrmLive.Core.Data;
using CrmLive.Core.Live;

namespace CrmLive.Core.Users;

/// <summary>One signed-in browser; revoking it ends its open circuits within seconds. The journal tells of it in words of its own ("user.signed-in").</summary>
public sealed class SignInSession : ILive, ICounted
{
    public int Id { get; set; }

    /// <summary>Random, carried by the cookie; the number alone would be guessable.</summary>
    public required string Key { get; set; }

    public int UserId { get; set; }
    public User? User { get; set; }
    public DateTime StartedAt { get; set; }

    public DateTime LastSeenAt { get; set; }

    public string? Ip { get; set; }
    public string? Browser { get; set; }
    public bool Mobile { get; set; }
    public DateTime? EndedAt { get; set; }
    public LiveTopic Topic => LiveTopic.Sessions;

    public IEnumerable<Contribution> Contributions(OfficeTime time)
    {
        var day = time.DayOf(StartedAt);
        yield return new Contribution(day, UserId, null, Measure.SignIns);
        if (Mobile)
        {
            yield return new Contribution(day, UserId, null, Measure.MobileSignIns);
        }
    }
}
