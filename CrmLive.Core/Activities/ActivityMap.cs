using CrmLive.Core.Office;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmLive.Core.Activities;

internal sealed class ActivityMap : IEntityTypeConfiguration<Activity>
{
    public void Configure(EntityTypeBuilder<Activity> builder)
    {
        builder.ToTable("Activities");
        builder.HasIndex(a => new { a.AssignedToId, a.StartsAt });
        builder.HasIndex(a => new { a.ClientId, a.StartsAt });
        builder.HasIndex(a => new { a.StartsAt, a.Type });
        // What the reminder clock looks for every few seconds among a million that are done: the words are the query's own.
        builder.HasIndex(a => a.RemindAt).HasFilter(ActivityClock.Reminding);
        builder.HasIndex(a => a.EndsAt).HasFilter(ActivityClock.Awaiting);
        builder.Property(a => a.OverdueAt).IsConcurrencyToken();
        builder.HasOne<Branch>().WithMany().HasForeignKey(a => a.BranchId);
        builder.HasOne<User>().WithMany().HasForeignKey(a => a.CreatedById);
        foreach (var word in (string[])[nameof(Activity.PurposeId), nameof(Activity.PriorityId), nameof(Activity.PlaceId), nameof(Activity.ContactWayId), nameof(Activity.NoteTypeId)])
        {
            builder.HasOne(typeof(DictionaryEntry)).WithMany().HasForeignKey(word);
        }
    }
}
