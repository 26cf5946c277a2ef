using Bunit;
using CrmLive.Core.Access;
using CrmLive.Core.Calls;
using CrmLive.Core.Common;
using CrmLive.Core.Telephony;
using CrmLive.Web.Calls;
using Microsoft.AspNetCore.Components;

namespace CrmLive.Tests.Web;

public sealed class OnlinePageTests : IDisposable
{
    private readonly Screen _screen = new();

    [Fact, Trait("Feature", "P17")]
    public void Before_the_first_snapshot_the_skeleton_stands_in_the_frame_of_what_will_come()
    {
        var page = _screen.Open<OnlinePage>();
        Assert.Equal("true", page.One("list", "The calls are being read").GetAttribute("aria-busy"));
        page.One("heading", "Calls now");
    }

    [Fact, Trait("Feature", "C6")]
    public void Without_calls_it_says_so_and_what_to_do_next()
    {
        var page = Opened(new CallsNow());
        Assert.Contains("The next call appears here the moment it rings", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Everybody was called back.", page.Markup, StringComparison.Ordinal);
    }

    [Fact, Trait("Feature", "C6")]
    public void When_the_news_cannot_be_read_it_says_so_and_keeps_what_it_had()
    {
        var page = Opened(new CallsNow { Failed = true, Calls = [Rows.Call(1)] });
        Assert.Contains("we keep trying", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Single(page.FindAll("li.call"));
    }

    [Theory, Trait("Feature", "C6")]
    [InlineData(CallStatus.Ringing, "Ringing", "waiting")]
    [InlineData(CallStatus.Talking, "Talking", "talking")]
    [InlineData(CallStatus.OnHold, "On hold", "off")]
    [InlineData(CallStatus.Transferring, "Transferring", "waiting")]
    public void A_state_is_a_word_an_icon_and_a_colour_and_its_clock_counts_from_when_it_began(CallStatus status, string word, string tone)
    {
        var card = Opened(new CallsNow { Calls = [Rows.Call(1, status)] }).Find("li.call");
        Assert.Equal(tone, card.GetAttribute("data-tone"));
        Assert.Equal(word, ByRole.Text(card.QuerySelector(".state")!));
        Assert.NotNull(card.QuerySelector(".state .icon[aria-hidden=true]"));
        Assert.Equal("2026-03-10T10:59:30Z", card.QuerySelector("time")!.GetAttribute("data-since"));
    }

    [Fact, Trait("Feature", "C6")]
    public void A_call_of_ours_that_rings_out_is_called_out_and_not_counted_as_ringing()
    {
        var page = Opened(new CallsNow { Calls = [Rows.Call(1).Rings(1) with { Direction = CallDirection.Outbound }] });
        Assert.Equal("Calling out", ByRole.Text(page.Find("li.call .state")));
        Assert.Equal("called by Anna Mazur", ByRole.Text(page.Find(".call-parties li")));
        Assert.Equal("1 call", ByRole.Text(page.Find(".online-count")));
    }

    [Fact, Trait("Feature", "C6")]
    public void A_known_caller_shows_name_status_advisor_last_contact_and_next_activity()
    {
        var page = Opened(new CallsNow { Calls = [Rows.Call(1) with { Clients = [Rows.Client(5, "Ewa Król")] }] });
        Assert.Equal("clients/5", page.One("link", "Ewa Król").GetAttribute("href"));
        Assert.Equal(
            "Ewa Król Offer sent Advisor Marek Lis Last contact yesterday Next tomorrow 12:00 meeting",
            ByRole.Text(page.Find(".caller")));
    }

    [Fact, Trait("Feature", "C6")]
    public void An_unknown_caller_shows_number_line_and_source()
    {
        var page = Opened(new CallsNow { Calls = [Rows.Call(1)] });
        Assert.Equal("Unknown caller +48 600 111 001 Line Main line Source Otodom", ByRole.Text(page.Find(".call-who")));
        Assert.Equal("tel:+48600111001", page.One("link", "+48 600 111 001").GetAttribute("href"));
    }

    [Fact, Trait("Feature", "C27")]
    public void Two_clients_with_one_number_are_both_shown()
    {
        var page = Opened(new CallsNow { Calls = [Rows.Call(1) with { Clients = [Rows.Client(5, "Ewa Król"), Rows.Client(6, "Jan Król")] }] });
        page.One("link", "Ewa Król");
        page.One("link", "Jan Król");
    }

    [Fact, Trait("Feature", "C6")]
    public void A_hidden_number_is_said_and_cannot_be_called()
    {
        var page = Opened(new CallsNow { Calls = [Rows.Call(1) with { Number = null, NumberE164 = null }] });
        Assert.Contains("Hidden number", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(page.All("link"), link => link.GetAttribute("href")!.StartsWith("tel:", StringComparison.Ordinal));
    }

    [Fact, Trait("Feature", "C8")]
    public void An_unknown_caller_is_added_to_the_clients_from_the_call_and_a_known_one_opened()
    {
        var page = Opened(new CallsNow { Calls = [Rows.Call(2), Rows.Call(1) with { Clients = [Rows.Client(5, "Ewa Król")] }] });
        Assert.Equal("clients/new?call=2", page.One("link", "Add").GetAttribute("href"));
        Assert.Equal("clients/5?call=1", page.One("link", "Open").GetAttribute("href"));
    }

    [Fact, Trait("Feature", "C6")]
    public void The_newest_call_stands_first_and_all_two_hundred_are_there()
    {
        var page = Opened(new CallsNow { Calls = Enumerable.Range(1, 200).Reverse().Select(id => Rows.Call(id)).ToValueList() });
        Assert.Equal(200, page.FindAll("li.call").Count);
        Assert.Contains("+48 600 111 200", page.Find("li.call").TextContent, StringComparison.Ordinal);
    }

    [Fact, Trait("Feature", "C7")]
    public void Beside_the_calls_stands_who_is_free_by_department()
    {
        var page = Opened(new CallsNow
        {
            Departments =
            [
                new DepartmentNow
                {
                    Id = 1,
                    Name = "Sales",
                    Employees =
                    [
                        new EmployeeNow { UserId = 1, Name = "Anna Mazur", Extension = "201", State = EmployeeState.Free },
                        new EmployeeNow { UserId = 2, Name = "Marek Lis", Extension = "202", State = EmployeeState.OnCall, Since = Screen.Noon },
                        new EmployeeNow { UserId = 3, Name = "Ewa Król", State = EmployeeState.InMeeting, Until = Screen.Noon.AddHours(1) },
                    ],
                },
            ],
        });
        page.One("heading", "Sales 1 of 3 free");
        Assert.Equal(["Anna Mazur 201 free", "Marek Lis 202 on a call", "Ewa Król in a meeting until 13:00"], page.FindAll("li.people-row").Select(ByRole.Text));
        Assert.Equal("2026-03-10T11:00:00Z", page.Find("li[data-state=OnCall] time").GetAttribute("data-since"));
    }

    [Fact, Trait("Feature", "P4")]
    public void Whoever_may_only_watch_gets_no_button_that_would_be_refused()
    {
        _screen.Me.Actor = Screen.Receptionist with { Permissions = [CallPermissions.Watch] };
        var page = Opened(new CallsNow { Calls = [Rows.Call(1)], Missed = [Rows.Missed(9)] });
        Assert.Empty(page.All("button"));
    }

    [Fact, Trait("Feature", "P4")]
    public void Whoever_sees_only_their_own_sees_calls_that_ring_them_or_come_from_their_clients()
    {
        _screen.Me.Actor = Screen.Receptionist with { UserId = 7, Scope = Scope.Own };
        var page = Opened(new CallsNow { Calls = [Rows.Call(3), Rows.Call(2).Rings(7), Rows.Call(1) with { Clients = [Rows.Client(5, "Ewa Król")] }] });
        Assert.Equal(2, page.FindAll("li.call").Count);
    }

    [Fact, Trait("Feature", "P10")]
    public void The_page_speaks_the_language_of_its_reader()
    {
        using var polish = new Screen("pl");
        polish.Publish(new CallsNow { Calls = [.. Enumerable.Range(1, 5).Select(id => Rows.Call(id, CallStatus.Ringing))] });
        var page = polish.Open<OnlinePage>();
        Assert.Equal("5 połączeń 5 dzwoni", ByRole.Text(page.Find(".online-count")));
    }

    private IRenderedComponent<IComponent> Opened(CallsNow now)
    {
        _screen.Publish(now);
        return _screen.Open<OnlinePage>();
    }

    public void Dispose() => _screen.Dispose();
}
