using CrmLive.Core.Office;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmLive.Core.Calls;

internal sealed class CallMap :
    IEntityTypeConfiguration<Call>,
    IEntityTypeConfiguration<CallLeg>,
    IEntityTypeConfiguration<StoredCallEvent>
{
    public void Configure(EntityTypeBuilder<Call> builder)
    {
        builder.ToTable("Calls");
        builder.HasIndex(c => new { c.Exchange, c.CallKey }).IsUnique();
        builder.HasIndex(c => c.StartedAt);
        builder.HasIndex(c => new { c.CallerE164, c.StartedAt });
        builder.HasIndex(c => new { c.UserId, c.StartedAt });
        // Small: the calls going on and the missed ones still open are found without touching a year of history.
        builder.HasIndex(c => new { c.Status, c.LastEventAt }).HasFilter("\"Status\" < 4").HasDatabaseName("IX_Calls_GoingOn");
        builder.HasIndex(c => new { c.StartedAt, c.CallerE164 }).HasFilter("\"MissedOpen\"").HasDatabaseName("IX_Calls_MissedOpen");
        builder.HasIndex(c => c.NoteSince).HasFilter("\"NoteSince\" IS NOT NULL").HasDatabaseName("IX_Calls_NoteOpen");
        // Of every call, and not of long talks alone: a client's last contact is asked for in each save of an activity.
        builder.HasIndex(c => new { c.ClientId, c.AnsweredAt });
        builder.HasIndex(c => new { c.UserId, c.StartedAt, c.ClientId }).HasFilter("\"LongEnough\"").HasDatabaseName("IX_Calls_Contacts");
        builder.HasIndex(c => new { c.ClientId, c.UserId, c.StartedAt }).HasFilter("\"LongEnough\"").HasDatabaseName("IX_Calls_ClientContacts");
        builder.HasOne<SalesOffice>().WithMany().HasForeignKey(c => c.SalesOfficeId);
        builder.HasOne<Department>().WithMany().HasForeignKey(c => c.DepartmentId);
        builder.HasOne<Branch>().WithMany().HasForeignKey(c => c.BranchId);
        builder.HasOne<User>().WithMany().HasForeignKey(c => c.ClearedById);
        builder.HasOne<Call>().WithMany().HasForeignKey(c => c.ClearedByCallId);
    }

    public void Configure(EntityTypeBuilder<CallLeg> builder)
    {
        builder.ToTable("CallLegs");
        builder.HasIndex(l => new { l.CallId, l.LegKey }).IsUnique();
        builder.HasIndex(l => new { l.UserId, l.RangAt });
    }

    public void Configure(EntityTypeBuilder<StoredCallEvent> builder)
    {
        builder.ToTable("CallEvents");
        builder.HasIndex(e => new { e.Exchange, e.EventId }).IsUnique();
        builder.HasIndex(e => new { e.Exchange, e.CallKey });
    }
}
