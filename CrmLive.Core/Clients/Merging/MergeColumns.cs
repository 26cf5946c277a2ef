namespace CrmLive.Core.Clients.Merging;

/// <summary>Which columns of a client go together when one chooses a side.</summary>
internal static class MergeColumns
{
    public static IReadOnlyList<string> Of(MergeField field) => field switch
    {
        MergeField.Name => [nameof(Client.FirstName), nameof(Client.LastName)],
        MergeField.Company => [nameof(Client.Company)],
        MergeField.Town => [nameof(Client.Town)],
        MergeField.Status => [nameof(Client.StatusId), nameof(Client.FinishedAt), nameof(Client.FinishedById), nameof(Client.EndReasonId), nameof(Client.EndDescription)],
        MergeField.Advisor => [nameof(Client.AdvisorId), nameof(Client.BranchId)],
        MergeField.Source => [nameof(Client.SourceId), nameof(Client.SourceAt)],
        MergeField.ContactWay => [nameof(Client.ContactWayId)],
        MergeField.Key => [nameof(Client.IsKey)],
        MergeField.Description => [nameof(Client.Description)],
        _ => [nameof(Client.ExternalId)],
    };
}
