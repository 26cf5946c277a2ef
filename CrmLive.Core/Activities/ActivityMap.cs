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
        // The contacts of an employee (K15) and those with a client (K2), each asked of its index alone.
        builder.HasIndex(a => new { a.ClientId, a.AssignedToId, a.DoneAt, a.Status, a.Type, a.CallId, a.Incoming }).HasFilter("\"DoneAt\" IS NOT NULL").HasDatabaseName("IX_Activities_ClientContacts");
        builder.HasIndex(a => new { a.AssignedToId, a.DoneAt, a.Status, a.Type, a.ClientId, a.CallId, a.Incoming }).HasFilter("\"DoneAt\" IS NOT NULL").HasDatabaseName("IX_Activities_Contacts");
        builder.HasIndex(a => a.CallId).HasFilter("\"CallId\" IS NOT NULL");
        builder.Property(a => a.OverdueAt).IsConcurrencyToken();
        // The intake sets it beside us: a save that has not seen that would count the contact twice.
        builder.Property(a => a.CallId).IsConcurrencyToken();
        builder.HasOne<Branch>().WithMany().HasForeignKey(a => a.BranchId);
        builder.HasOne<User>().WithMany().HasForeignKey(a => a.CreatedById);
        foreach (var word in (string[])[nameof(Activity.PurposeId), nameof(Activity.PriorityId), nameof(Activity.PlaceId), nameof(Activity.ContactWayId), nameof(Activity.NoteTypeId)])
        {
            builder.HasOne(typeof(DictionaryEntry)).WithMany().HasForeignKey(word);
        }
    }
}
