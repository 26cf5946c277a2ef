namespace CrmLive.Core.Calls.Tracking;

/// <summary>A hand-over of the call by the leg that talked, to the extension it named.</summary>
internal sealed record Transfer(DateTime At, int Place, LegPart Giver, string? Extension)
{
    /// <summary>
    /// Whoever took the call: somebody who answered since, or who had answered while being asked (attended).
    /// The giver taking it back does not count: the manager did not answer.
    /// </summary>
    public LegPart? TakenBy(IEnumerable<LegPart> parts) => parts.FirstOrDefault(part =>
        !part.IsSameTelephoneAs(Giver) && part.AnsweredAt is { } answered && (answered >= At || WasAsked(part)));

    /// <summary>Begun by this transfer: rang since, or was being asked when it came.</summary>
    public bool Brought(LegPart part) => !ReferenceEquals(part, Giver) && (part.RangAt >= At || WasAsked(part));

    private bool WasAsked(LegPart part) =>
        Extension is not null && part.Extension == Extension && (part.EndedAt is null || part.EndedAt >= At);
}
