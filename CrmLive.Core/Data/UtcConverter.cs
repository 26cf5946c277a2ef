using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CrmLive.Core.Data;

/// <summary>Times are UTC in the store: any other kind is refused on both databases, so that SQLite's users meet the mistake first.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
    time => Utc(time),
    stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc))
{
    private static DateTime Utc(DateTime time) =>
        time.Kind == DateTimeKind.Utc ? time : throw new ArgumentException($"{time:O} is {time.Kind}; only UTC is stored.");
}
