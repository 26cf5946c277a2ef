using System.Net;
using System.Text.RegularExpressions;
using CrmLive.Core.Access;
using CrmLive.Core.Submissions;
using CrmLive.Tests.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Tests.Submissions;

/// <summary>The form's link that leads nowhere any more, and the broker's own, which goes on showing the state.</summary>
[Trait("Feature", "B2")]
public sealed partial class PublicLinkTests : IAsyncLifetime
{
    private OutsidersBrowser _outside = default!;

    public async Task InitializeAsync() => _outside = await OutsidersBrowser.OpenAsync();

    public async Task DisposeAsync() => await _outside.DisposeAsync();

    [Fact, Trait("Feature", "B1")]
    public async Task A_hidden_investment_a_form_that_is_off_and_a_replaced_link_take_nothing_and_say_so()
    {
        Assert.Contains("not offered here any more", (await _outside.SendAsync(new() { ["InvestmentId"] = $"{_outside.Hidden}" })).Page, StringComparison.Ordinal);
        var stamp = await _outside.StampAsync();
        await using var db = _outside.Office.Crm.Open(Actor.System);
        await _outside.Forms.ReplaceLinkAsync(People.Of(BuiltInRoles.Manager), await db.Set<BrokerForm>().Select(f => f.Id).SingleAsync(), default);
        var (status, page) = await _outside.PostAsync([], stamp, wait: true);
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("Ask the office for the new link", page, StringComparison.Ordinal);
        Assert.Contains("value=\"600 111 222\" readonly", page, StringComparison.Ordinal);
        Assert.Equal(0, await _outside.CountAsync());
    }

    [Fact, Trait("Feature", "B1")]
    public async Task Of_a_form_switched_off_while_somebody_types_all_that_was_typed_is_kept_and_sent_once_it_is_on_again()
    {
        var stamp = await _outside.StampAsync();
        await _outside.SwitchAsync(false);
        using (var closed = await _outside.Browser.GetAsync(_outside.Address))
        {
            Assert.Equal(HttpStatusCode.NotFound, closed.StatusCode);
        }

        var (status, page) = await _outside.PostAsync(new() { ["Note"] = "3 <b>pokoje</b>", ["Pesel"] = "44051401359" }, stamp, wait: true, files: [("umowa.pdf", "%PDF-1.7"u8.ToArray())]);
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("3 &lt;b&gt;pokoje&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.Contains("choose the files again", page, StringComparison.Ordinal);
        await _outside.SwitchAsync(true);
        // As the page's own button sends it: the fields as they stand there, the stamp among them.
        var kept = KeptField().Matches(page).ToDictionary(m => m.Groups[1].Value, m => WebUtility.HtmlDecode(m.Groups[2].Value));
        Assert.Contains("Thank you", (await _outside.PostAsync(kept, kept["Stamp"])).Page, StringComparison.Ordinal);
        await using var db = _outside.Office.Crm.Open(Actor.System);
        Assert.Equal(("Nowak", _outside.Offered), await db.Set<Submission>().Select(s => ValueTuple.Create(s.LastName, s.InvestmentId!.Value)).SingleAsync());
    }

    [Fact, Trait("Feature", "B20")]
    public async Task The_brokers_page_shows_the_state_and_takes_an_answer_into_the_thread()
    {
        await _outside.SendAsync([]);
        await using var db = _outside.Office.Crm.Open(Actor.System);
        var one = await db.Set<Submission>().SingleAsync();
        var page = await _outside.Browser.GetStringAsync("/broker/" + one.BrokerKey);
        Assert.Contains("Waiting for a decision", page, StringComparison.Ordinal);
        Assert.DoesNotContain("600", page.Split("<main>")[1], StringComparison.Ordinal);
        using var sent = await _outside.Browser.PostAsync("/broker/" + one.BrokerKey, new FormUrlEncodedContent([new("Text", "He calls <i>tomorrow</i>.")]));
        Assert.Contains("He calls &lt;i&gt;tomorrow&lt;/i&gt;.", await sent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var guessed = await _outside.Browser.GetAsync("/broker/guessed");
        Assert.Equal(HttpStatusCode.NotFound, guessed.StatusCode);
        Assert.Equal((true, "He calls <i>tomorrow</i>."), await db.Set<SubmissionMessage>().Select(m => ValueTuple.Create(m.FromBroker, m.Text)).SingleAsync());
    }

    [GeneratedRegex("name=\"([A-Za-z]+)\" value=\"([^\"]*)\"")]
    private static partial Regex KeptField();
}
