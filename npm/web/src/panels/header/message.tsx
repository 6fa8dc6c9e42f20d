/** One line that the page says once, until it is dismissed. */
import { CloseIcon } from '../../design/icons.tsx';
import { message } from '../../workspace/begin.ts';

export function Message() {
  return (
    <div class="message-place" role="status">
      {message.value !== '' && (
        <div class="message">
          <p>{message}</p>
          <button
            type="button"
            class="bare icon-only"
            aria-label="Dismiss"
            onClick={() => {
              message.value = '';
            }}
          >
            <CloseIcon />
          </button>
        </div>
      )}
    </div>
  );
}
