using CrmLive.Web.Live;

namespace CrmLive.Web.Kpi;

public static class KpiScreens
{
    public static IServiceCollection AddKpiScreens(this IServiceCollection services) => services
        .AddScoped(_ => new LiveRows<BoardRow>(row => row.UserId));
}
