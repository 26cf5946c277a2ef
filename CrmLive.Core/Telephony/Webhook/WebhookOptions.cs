namespace CrmLive.Core.Telephony.Webhook;

/// <summary>Settings "Telephony:Webhook". A key the administrator made on the settings page counts beside these.</summary>
public sealed record WebhookOptions
{
    public bool Enabled { get; init; }

    /// <summary>While a key is being changed both the old and the new one stand here, under one name.</summary>
    public IReadOnlyList<WebhookKey> Keys { get; init; } = [];
}

/// <summary>What one exchange signs with. The name says whose events they are: ids need to be unique only within it.</summary>
public sealed record WebhookKey
{
    public const int ShortestSecret = 16;

    public string Name { get; init; } = "webhook";
    public string Secret { get; init; } = "";

    /// <summary>A secret that could be guessed is none.</summary>
    public bool IsUsable => Secret.Length >= ShortestSecret && Name.Length is > 0 and <= 200;
}
