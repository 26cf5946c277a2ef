using CrmLive.Core.Office;

namespace CrmLive.Core.Clients;

/// <summary>Which clients somebody should be looking after.</summary>
public static class Standing
{
    /// <summary>Until the unit is handed over or service is ended.</summary>
    public static IQueryable<Client> InService(this IQueryable<Client> clients) =>
        clients.Where(c => c.MergedIntoId == null && c.FinishedAt == null && c.Status!.Key != ClientStatusKeys.HandedOver && c.Status.Key != ClientStatusKeys.Finished);

    /// <summary>A14: nothing is planned with them.</summary>
    public static IQueryable<Client> WithoutNextStep(this IQueryable<Client> clients) => clients.InService().Where(c => c.NextActivityAt == null);
}
