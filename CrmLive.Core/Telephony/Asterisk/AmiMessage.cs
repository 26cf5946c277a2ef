namespace CrmLive.Core.Telephony.Asterisk;

/// <summary>One message of the manager interface (AMI): an event or an answer, as names and values.</summary>
internal sealed class AmiMessage(IReadOnlyDictionary<string, string> fields)
{
    /// <summary>Empty when the message has no such field, as an empty field of AMI means the same.</summary>
    public string this[string name] => fields.GetValueOrDefault(name, "");

    public string Event => this["Event"];
    public string ActionId => this["ActionID"];
    public bool IsSuccess => this["Response"] == "Success";
}
