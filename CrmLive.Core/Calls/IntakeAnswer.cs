using System.Collections.Immutable;

namespace CrmLive.Core.Calls;

/// <summary>What became of a batch of events; what it says is durable. A refused event never takes its neighbours down.</summary>
/// <param name="Taken">New and kept.</param>
/// <param name="Known">Had been kept before: sent twice.</param>
public sealed record IntakeAnswer(int Taken, int Known, ImmutableArray<RefusedEvent> Refused);

/// <param name="Index">Place in the batch, from 0.</param>
/// <param name="Reason">One English sentence for whoever runs the exchange.</param>
public sealed record RefusedEvent(int Index, string EventId, string Reason);

/// <summary>The events were not acknowledged and may be sent again: the database could not keep them.</summary>
public sealed class IntakeFailed(Exception cause) : Exception($"The call events could not be kept: {cause.Message}", cause);
