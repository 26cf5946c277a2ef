using CrmLive.Core.Calls;
using CrmLive.Core.Clients;
using CrmLive.Core.Leads;

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

    /// <summary>A name is one text on a form from outside; its last word is taken for the last name.</summary>
    public void Take(LeadCard lead)
    {
        var words = (lead.Name ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        (FirstName, LastName) = (words.Length > 1 ? string.Join(' ', words[..^1]) : null, words.LastOrDefault());
        (Phone, Email, SourceId, AdvisorId, Description) = (lead.Phone, lead.Email, lead.SourceId, lead.AdvisorId, lead.Comment);
    }

    public NewClient ToCard(CardFromCall? call = null, LeadCard? lead = null) => new()
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
        InvestmentId = call?.InvestmentId ?? lead?.InvestmentId,
        BranchId = call?.BranchId ?? lead?.BranchId,
    };
}
