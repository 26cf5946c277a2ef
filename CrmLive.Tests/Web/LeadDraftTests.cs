using CrmLive.Core.Leads;
using CrmLive.Web.Clients;

namespace CrmLive.Tests.Web;

[Trait("Feature", "C21")]
public sealed class LeadDraftTests
{
    [Theory]
    [InlineData("Anna Maria Lis", "Anna Maria", "Lis")]
    [InlineData("Lis", null, "Lis")]
    [InlineData(null, null, null)]
    public void A_card_opened_from_a_lead_begins_with_what_the_lead_says(string? name, string? first, string? last)
    {
        var lead = new LeadCard { Id = 1, Name = name, Phone = "600 111 222", Email = "a@b.pl", Comment = "3 pokoje?", SourceId = 4, AdvisorId = 5, BranchId = 6, InvestmentId = 7 };
        var draft = new ClientDraft();
        draft.Take(lead);
        var card = draft.ToCard(null, lead);
        Assert.Equal((first, last, "600 111 222", "a@b.pl", "3 pokoje?"), (card.FirstName, card.LastName, card.Phone, card.Email, card.Description));
        Assert.Equal((4, 5, 6, 7), (card.SourceId, card.AdvisorId, card.BranchId, card.InvestmentId));
    }
}
