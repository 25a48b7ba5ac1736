import { useRef, type MouseEvent, type PointerEvent } from 'react';

const LONG_MS = 500;
/** A finger that moves further is scrolling. */
const STILL_PX = 10;

interface Press {
  readonly timer: ReturnType<typeof setTimeout>;
  readonly x: number;
  readonly y: number;
}

/** A long touch, or the right mouse button. */
export function useLongPress(onPress: (x: number, y: number) => void) {
  const press = useRef<Press>(undefined);

  function end(): void {
    if (press.current !== undefined) clearTimeout(press.current.timer);
    press.current = undefined;
  }

  return {
    onPointerDown({ pointerType, clientX: x, clientY: y }: PointerEvent): void {
      if (pointerType === 'mouse') return;
      press.current = { timer: setTimeout(() => onPress(x, y), LONG_MS), x, y };
    },
    onPointerMove({ clientX, clientY }: PointerEvent): void {
      const { x, y } = press.current ?? { x: clientX, y: clientY };
      if (Math.hypot(clientX - x, clientY - y) > STILL_PX) end();
    },
    onPointerUp: end,
    onPointerCancel: end,
    onContextMenu(event: MouseEvent): void {
      // A selection or a link keeps the browser's own menu.
      if (window.getSelection()?.isCollapsed === false || (event.target instanceof Element && event.target.closest('a') !== null)) return;
      event.preventDefault();
      end();
      onPress(event.clientX, event.clientY);
    },
  };
}
