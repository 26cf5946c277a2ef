namespace CrmLive.Web.Shared;

/// <summary>The words a new office's dictionaries start with, until somebody renames them.</summary>
public sealed class WordsText;
