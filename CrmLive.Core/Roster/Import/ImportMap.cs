using CrmLive.Core.Clients;
using CrmLive.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmLive.Core.Roster.Import;

internal sealed class ImportMap :
    IEntityTypeConfiguration<ClientImport>,
    IEntityTypeConfiguration<ClientImportFile>,
    IEntityTypeConfiguration<ClientImportRow>
{
    public void Configure(EntityTypeBuilder<ClientImport> builder)
    {
        builder.ToTable("ClientImports");
        builder.HasOne<User>().WithMany().HasForeignKey(i => i.UserId);
    }

    public void Configure(EntityTypeBuilder<ClientImportFile> builder)
    {
        builder.ToTable("ClientImportFiles");
        builder.HasKey(f => f.ImportId);
        builder.HasOne<ClientImport>().WithOne().HasForeignKey<ClientImportFile>(f => f.ImportId);
    }

    public void Configure(EntityTypeBuilder<ClientImportRow> builder)
    {
        builder.ToTable("ClientImportRows");
        builder.HasIndex(r => new { r.ImportId, r.Row });
        builder.HasOne<ClientImport>().WithMany().HasForeignKey(r => r.ImportId);
        builder.HasOne<Client>().WithMany().HasForeignKey(r => r.ClientId);
    }
}
