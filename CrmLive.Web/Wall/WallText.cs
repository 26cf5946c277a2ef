namespace CrmLive.Web.Wall;

/// <summary>Texts of the wall and of a day played again.</summary>
public sealed class WallText;
