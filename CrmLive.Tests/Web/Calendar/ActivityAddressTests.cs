using CrmLive.Core.Activities;
using CrmLive.Web.Activities;

namespace CrmLive.Tests.Web.Calendar;

[Trait("Feature", "A8")]
public sealed class ActivityAddressTests
{
    [Theory]
    [InlineData("/calendar")]
    [InlineData("/calendar?do=dance")]
    [InlineData("/calendar?do=edit")]
    [InlineData("/calendar?do=end")]
    [InlineData("/calendar?do=7")]
    public void Nonsense_opens_no_dialog(string address) => Assert.Null(ActivityAddress.Read($"http://localhost{address}"));

    [Fact]
    public void A_damaged_part_is_left_out_and_the_rest_is_kept()
    {
        var read = ActivityAddress.Read("http://localhost/calendar?do=plan&client=x&type=dance&from=yesterday&for=3");
        Assert.Equal(ActivityAddress.Plan() with { Person = 3 }, read);
    }

    [Fact]
    public void An_empty_slot_leads_to_a_plan_at_its_hour()
    {
        var read = ActivityAddress.Read("http://localhost/calendar?do=plan&from=2026-11-24T10:30&to=2026-11-24T11:15&type=meeting");
        Assert.Equal(
            ActivityAddress.Plan(type: ActivityType.Meeting) with { From = new DateTime(2026, 11, 24, 10, 30, 0), To = new DateTime(2026, 11, 24, 11, 15, 0) },
            read);
    }
}
