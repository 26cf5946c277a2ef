namespace CrmLive.Core.Journal;

/// <summary>An entity whose every change is written into the journal.</summary>
public interface IJournaled
{
    int Id { get; }

    /// <summary>The client the entry belongs to, for the history on their card.</summary>
    int? JournalClientId { get; }
}

/// <summary>The journal says that this property changed, never from what to what.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;

/// <summary>Bookkeeping that follows from other changes and would only be noise in the journal.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotJournaledAttribute : Attribute;
