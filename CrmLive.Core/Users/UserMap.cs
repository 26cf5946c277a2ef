using CrmLive.Core.Data;
using CrmLive.Core.Office;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmLive.Core.Users;

internal sealed class UserMap :
    IEntityTypeConfiguration<User>,
    IEntityTypeConfiguration<Role>,
    IEntityTypeConfiguration<SignInSession>,
    IEntityTypeConfiguration<ApiToken>,
    IEntityTypeConfiguration<Absence>,
    IEntityTypeConfiguration<OwnChoice>,
    IEntityTypeConfiguration<IdentityUserClaim<int>>,
    IEntityTypeConfiguration<IdentityUserLogin<int>>,
    IEntityTypeConfiguration<IdentityUserToken<int>>
{
    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.ToTable("Users");
        builder.HasIndex(u => u.NormalizedUserName).IsUnique();
        builder.HasIndex(u => u.NormalizedEmail);
        builder.HasIndex(u => u.Extension);
        builder.HasOne<SalesOffice>().WithMany().HasForeignKey(u => u.SalesOfficeId);
        builder.Property(u => u.ConcurrencyStamp).IsConcurrencyToken().NotJournaled();
        builder.Property(u => u.SecurityStamp).NotJournaled();
        builder.Property(u => u.NormalizedUserName).NotJournaled();
        builder.Property(u => u.NormalizedEmail).NotJournaled();
        builder.Property(u => u.AccessFailedCount).NotJournaled();
        builder.Property(u => u.SearchKey).NotJournaled();
        builder.Property(u => u.PasswordHash).Secret();
    }

    public void Configure(EntityTypeBuilder<Role> builder) => builder.ToTable("Roles");

    public void Configure(EntityTypeBuilder<SignInSession> builder)
    {
        builder.ToTable("SignInSessions");
        builder.HasIndex(s => s.Key).IsUnique();
        builder.HasIndex(s => new { s.UserId, s.EndedAt });
    }

    public void Configure(EntityTypeBuilder<ApiToken> builder)
    {
        builder.ToTable("ApiTokens");
        builder.HasIndex(t => t.Hash).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Absence> builder)
    {
        builder.ToTable("Absences");
        builder.HasIndex(a => new { a.UserId, a.From });
    }

    public void Configure(EntityTypeBuilder<OwnChoice> builder)
    {
        builder.ToTable("OwnChoices");
        builder.HasKey(c => new { c.UserId, c.Key });
        builder.HasOne<User>().WithMany().HasForeignKey(c => c.UserId);
    }

    public void Configure(EntityTypeBuilder<IdentityUserClaim<int>> builder)
    {
        builder.ToTable("UserClaims");
        builder.HasIndex(c => c.UserId);
    }

    public void Configure(EntityTypeBuilder<IdentityUserLogin<int>> builder)
    {
        builder.ToTable("UserLogins");
        builder.HasKey(l => new { l.LoginProvider, l.ProviderKey });
    }

    public void Configure(EntityTypeBuilder<IdentityUserToken<int>> builder)
    {
        builder.ToTable("UserTokens");
        builder.HasKey(t => new { t.UserId, t.LoginProvider, t.Name });
    }
}
