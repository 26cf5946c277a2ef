namespace CrmLive.Core.Common;

/// <summary>The office's time as its settings have it now; replaced when the administrator changes zone, hours or holidays.</summary>
public sealed class OfficeClock(OfficeTime time)
{
    private volatile OfficeTime _time = time;

    public OfficeTime Time
    {
        get => _time;
        set => _time = value;
    }
}
