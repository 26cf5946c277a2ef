using Microsoft.JSInterop;

namespace CrmLive.Web.App;

/// <summary>What js/heartbeat.js asks a page that has come back from sleep: an answer means its circuit lives.</summary>
public static class Pulse
{
    [JSInvokable("Pulse")]
    public static bool Answer() => true;
}
