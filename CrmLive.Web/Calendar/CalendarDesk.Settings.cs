using System.Globalization;
using CrmLive.Core.Activities;
using CrmLive.Core.Common;

namespace CrmLive.Web.Calendar;

public sealed partial class CalendarDesk
{
    /// <summary>What js/calendar/calendar.js begins with.</summary>
    public object Settings()
    {
        var hours = Time.Hours;
        var open = WorkingHours.Week.Where(day => hours.On(day) is not null).ToArray();
        return new
        {
            Language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
            Choice.View,
            Date = OpensOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Now = Spell().Local(Now),
            From = CalendarRows.Clock(open.Min(day => hours.On(day)!.Value.Opens)),
            MayEdit = me.Actor.May(ActivityPermissions.Edit),
            People = Columns,
            One = IsOne,
            Texts = new
            {
                Types = Enum.GetNames<ActivityType>().Select(type => activityText[$"Type.{type}"].Value),
                Statuses = Enum.GetNames<ActivityStatus>().Select(status => activityText[$"Status.{status}"].Value),
                Overdue = activityText["Overdue"].Value,
                Nobody = activityText["Nobody"].Value,
                Clash = activityText["Clash"].Value,
                Plan = text["Plan"].Value,
                None = text["NoneHere"].Value,
                More = text["More", "{0}"].Value,
                Close = text["Close"].Value,
            },
        };
    }
}
