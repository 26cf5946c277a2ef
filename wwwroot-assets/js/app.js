// One small bundle for every page. Nothing here calls the server for what a browser can know by itself:
// clocks, focus, theme and news of change cost no circuit a byte.
import { startClocks } from "./clocks.js";
import { startNews } from "./news.js";
import { startKeys } from "./keys.js";
import { startTheme } from "./theme.js";
import { startDrafts } from "./drafts.js";
import { startReconnect } from "./reconnect.js";
import { startHeartbeat } from "./heartbeat.js";

const news = startNews();
startClocks(news.unnoticed);
startKeys();
startTheme();
startDrafts();
startHeartbeat(startReconnect());
