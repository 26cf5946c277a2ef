namespace CrmLive.Core.Data;

/// <summary>The database cannot be used; the message is one sentence for whoever runs CrmLive, and nothing was changed.</summary>
public sealed class DataFault(string sentence, Exception? cause = null) : Exception(sentence, cause);
