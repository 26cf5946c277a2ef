using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CrmLive.Core.Data;

/// <summary>A row as it was before the save, taken while EF still knows; what it became is read after, when the database has given its id.</summary>
internal sealed record TrackedChange(
    EntityEntry Entry,
    EntityState State,
    Contribution[] Before,
    (Summary Summary, int Id)[] SummariesBefore,
    FindKey[] KeysBefore,
    IReadOnlyList<(IProperty Property, object? Old)> Fields);
