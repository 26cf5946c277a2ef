using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrmLive.Web.Wall;

/// <summary>As the hub writes it: a wall reads the same words whether it is told them live or out of a day that is over.</summary>
internal static class WallJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };
}
