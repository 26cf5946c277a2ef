using CrmLive.Core.Clients;

namespace CrmLive.Core.Roster.Import;

/// <summary>What stays the same while a file is brought in.</summary>
internal sealed record ImportRun(ImportPlan Plan, ImportNames Names, int StatusId, DateTime Now, IClientWelcome? Welcome);
