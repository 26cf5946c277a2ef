using CrmLive.Core.Calls;
using CrmLive.Core.Clients;

namespace CrmLive.Web.Clients;

/// <summary>The card as it stands in the form.</summary>
public sealed class ClientDraft
{
    public string? FirstName { get; set; }
    public string? LastName { get; set; }
    public string? Company { get; set; }
    public string? Town { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public int? AdvisorId { get; set; }
    public int? SourceId { get; set; }
    public string? Description { get; set; }
    public bool IsKey { get; set; }

    public static ClientDraft Of(ClientCard card) => new()
    {
        FirstName = card.FirstName,
        LastName = card.LastName,
        Company = card.Company,
        Town = card.Town,
        AdvisorId = card.AdvisorId,
        SourceId = card.SourceId,
        Description = card.Description,
        IsKey = card.IsKey,
    };

    public NewClient ToCard(CardFromCall? call = null) => new()
    {
        FirstName = FirstName,
        LastName = LastName,
        Company = Company,
        Town = Town,
        Phone = Phone,
        Email = Email,
        AdvisorId = AdvisorId,
        SourceId = SourceId,
        Description = Description,
        FromCallId = call?.CallId,
        InvestmentId = call?.InvestmentId,
        BranchId = call?.BranchId,
    };
}
