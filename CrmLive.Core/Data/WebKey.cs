using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmLive.Core.Data;

/// <summary>A key that protects cookies and forms, shared by all nodes of one PostgreSQL. With SQLite the keys are files in the data folder.</summary>
public sealed class WebKey
{
    public int Id { get; set; }
    public required string Name { get; set; }
    public required string Xml { get; set; }
}

internal sealed class WebKeyMap : IEntityTypeConfiguration<WebKey>
{
    public void Configure(EntityTypeBuilder<WebKey> builder) => builder.ToTable("WebKeys");
}
