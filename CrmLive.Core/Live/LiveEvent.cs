namespace CrmLive.Core.Live;

/// <summary>A doorbell: something of this topic changed. Carries an id and never data, so whoever hears it re-reads with their own rights.</summary>
/// <param name="Id">The entity's id; 0 rings for all of the topic.</param>
/// <param name="Seq">The journal's sequence at that commit; 0 where nothing was journaled.</param>
public readonly record struct LiveEvent(LiveTopic Topic, int Id, long Seq);

public enum LiveTopic { Calls, Clients, Leads, Activities, Agreements, Submissions, Users, Sessions, Office, Mail, Kpi, Reminders, Imports, Messages }
